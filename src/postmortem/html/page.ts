// The document as one HTML file: no script, nothing loaded, light and dark, made to be printed too.
// Rule: every text goes through escapeHtml; `dir="auto"` lets text of any direction stand as it was written.

import type { IncidentState } from '../../incident/state.ts'
import { lanesSvg, seriesSvg } from '../charts/svg.ts'
import { type DocumentOptions, postmortemDocument, printedSections } from '../document.ts'
import type { Block, DocumentRow, DocumentSection, ListItem, PostmortemDocument, Task } from '../model.ts'
import { proseOf } from '../prose.ts'
import { escapeHtml } from './escape.ts'
import { plainHtml, proseHtml } from './prose.ts'
import { pageStyle } from './style.ts'

export function postmortemHtml(state: IncidentState, options?: DocumentOptions): string {
  return documentHtml(postmortemDocument(state, options))
}

export function documentHtml(document: PostmortemDocument): string {
  const sections = printedSections(document)
  const [head, ...rest] = sections
  const title = document.title === '' ? 'Incident Post-Mortem' : document.title
  const links = rest.map(one => `<li><a href="#${one.id}">${escapeHtml(one.title)}</a></li>`).join('')
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    `<title>${escapeHtml(`Post-mortem: ${title}`)}</title>`,
    `<style>${pageStyle}</style>`,
    '</head>',
    '<body>',
    `<header><p class="kind">Incident Post-Mortem</p><h1 dir="auto">${plainHtml(title)}</h1>`,
    head ? head.blocks.map(blockHtml).join('') : '',
    '</header>',
    `<nav aria-label="Sections"><ul>${links}</ul></nav>`,
    `<main>${rest.map(sectionHtml).join('\n')}</main>`,
    `<footer>${footer(document)}</footer>`,
    '</body>',
    '</html>',
  ].join('\n')}\n`
}

function footer({ incidentId, state, service, drill }: PostmortemDocument): string {
  const parts = [`State: ${state}`, service && `service ${service}`, drill && `practice: ${drill}`, incidentId]
  return escapeHtml(parts.filter(Boolean).join(' · '))
}

function sectionHtml(section: DocumentSection): string {
  const id = `${section.id}-title`
  return `<section id="${section.id}" aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(section.title)}</h2>\n${bodyHtml(section)}</section>`
}

/** A section without its heading. */
export function bodyHtml(section: DocumentSection): string {
  return section.blocks.map(blockHtml).join('\n')
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'prose':
      return `<p dir="auto">${plainHtml(block.text)}</p>`
    case 'missing':
      return `<p class="missing">${plainHtml(block.text)}</p>`
    case 'written':
      return `<div class="written">${proseHtml(proseOf(block.text))}</div>`
    case 'facts':
      return `<dl>${block.rows.map(({ label, value }) => `<div><dt>${plainHtml(label)}</dt><dd dir="auto">${plainHtml(value)}</dd></div>`).join('')}</dl>`
    case 'list':
      return listHtml(block.items)
    case 'timeline':
      return `<ol class="timeline${block.rows.some(row => row.when.length > 8) ? ' dated' : ''}">${block.rows.map(rowHtml).join('\n')}</ol>`
    case 'tasks':
      return `<ul class="tasks">${block.items.map(taskHtml).join('')}</ul>`
    case 'table':
      return tableHtml(block.head, block.rows)
    case 'chart':
      return `<figure>${seriesSvg(block.chart, 'page')}<figcaption>${escapeHtml(block.chart.summary)}</figcaption></figure>`
    case 'lanes':
      return `<figure>${lanesSvg(block.chart, 'page')}<figcaption>${escapeHtml(block.chart.summary)}</figcaption></figure>`
  }
}

function listHtml(items: readonly ListItem[]): string {
  const lines = items.map(({ text, code, label, children = [] }) => {
    const mark = label ? `<span class="cite" id="cite-${escapeHtml(label)}">${escapeHtml(label)}</span> ` : ''
    const command = code === undefined ? '' : `<code>${escapeHtml(code)}</code> `
    const inner = children.length > 0 ? listHtml(children) : ''
    return `<li dir="auto">${mark}${command}${plainHtml(text)}${inner}</li>`
  })
  return `<ul>${lines.join('')}</ul>`
}

function rowHtml({ at, when, text, cites, who, lane, key, tone }: DocumentRow): string {
  const links = cites
    .map(label => ` <a class="cite" href="#cite-${escapeHtml(label)}">${escapeHtml(label)}</a>`)
    .join('')
  const by = who === '' ? '' : ` <span class="who">${plainHtml(who)}</span>`
  const words = `<span class="what" dir="auto">${plainHtml(text)}</span>${by}${links}`
  const time = `<time datetime="${new Date(at).toISOString()}">${escapeHtml(when)}</time>`
  return `<li class="${lane} ${tone}${key ? ' key' : ''}">${time}<div>${words}</div></li>`
}

function taskHtml({ text, kind, priority, owner, due, link, done }: Task): string {
  const notes = [kind, `${priority} priority`, owner && `owner ${owner}`, due && `due ${due}`, link].filter(Boolean)
  const state = done ? 'done' : 'open'
  return `<li class="${state}"><span class="box" role="img" aria-label="${state}">${done ? '☑' : '☐'}</span> <span dir="auto">${plainHtml(text)}</span> <span class="notes">${plainHtml(notes.join(', '))}</span></li>`
}

function tableHtml(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) => row.map(cell => `<td dir="auto">${plainHtml(cell)}</td>`).join('')
  const top = head.map(cell => `<th scope="col">${plainHtml(cell)}</th>`).join('')
  return `<div class="wide"><table><thead><tr>${top}</tr></thead><tbody>${rows.map(row => `<tr>${cells(row)}</tr>`).join('')}</tbody></table></div>`
}

// How the HTML page looks: one quiet column, tables and charts that scroll by themselves, pages that break where they may.
import { chartStyle } from '../charts/svg.ts'

export const pageStyle = `
:root{color-scheme:light dark;--ink:#1f2328;--quiet:#59636e;--page:#fff;--panel:#f6f8fa;--line:#d1d9e0;--accent:#0969da;--bad:#cf222e;--warn:#9a6700;--good:#1a7f37}
@media (prefers-color-scheme:dark){:root{--ink:#f0f6fc;--quiet:#9198a1;--page:#0d1117;--panel:#151b23;--line:#3d444d;--accent:#79c0ff;--bad:#ff7b72;--warn:#d29922;--good:#3fb950}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:2.5rem 1.25rem 4rem;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.9rem;line-height:1.2;margin:.1rem 0 1rem}h2{font-size:1.25rem;margin:2.4rem 0 .6rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:1.2rem 0 .3rem}
.kind{margin:0;color:var(--quiet);letter-spacing:.04em}p{margin:.5rem 0}a{color:var(--accent)}code,pre{font:.875em/1.5 ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace}
code{background:var(--panel);padding:.1em .35em;border-radius:4px}pre{background:var(--panel);padding:.8rem 1rem;border-radius:6px;overflow-x:auto}pre code{padding:0}
dl{margin:.6rem 0;display:grid;gap:.25rem 1.25rem}dl div{display:grid;grid-template-columns:minmax(7rem,12rem) 1fr;gap:1rem}dt{color:var(--quiet)}dd{margin:0}
header dl{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:.9rem 1.1rem}header dd{font-weight:600}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0;margin:1.2rem 0 0;font-size:.9rem}
ul,ol{padding-inline-start:1.4rem}li{margin:.2rem 0}.missing{color:var(--quiet);font-style:italic}
.timeline{list-style:none;padding:0;margin:.8rem 0}.timeline li{display:grid;grid-template-columns:4rem 1fr;gap:1rem;padding:.3rem .2rem .3rem .8rem;border-inline-start:3px solid var(--line)}
.timeline time{color:var(--quiet);font-variant-numeric:tabular-nums}.timeline.dated li{grid-template-columns:10rem 1fr}.timeline .accent{border-color:var(--accent)}.timeline .changes,.timeline .warn{border-color:var(--warn)}.timeline .critical{border-color:var(--bad)}.timeline .ok{border-color:var(--good)}.timeline .key .what{font-weight:600}
.who,.notes,figcaption,footer{color:var(--quiet);font-size:.9rem}.cite{font-size:.8rem;padding:.05rem .4rem;border:1px solid var(--line);border-radius:4px;text-decoration:none;white-space:nowrap}
.tasks{list-style:none;padding:0}.tasks .box{color:var(--accent)}.tasks .done{color:var(--quiet)}
.wide{overflow-x:auto}table{border-collapse:collapse;margin:.6rem 0;min-width:60%}th,td{text-align:start;padding:.35rem .8rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}th{color:var(--quiet);font-weight:600}
blockquote{margin:.6rem 0;padding-inline-start:1rem;border-inline-start:3px solid var(--line);color:var(--quiet)}
figure{margin:1rem 0;overflow-x:auto}figure svg{display:block;width:100%;min-width:34rem;height:auto;border:1px solid var(--line);border-radius:8px}
footer{margin-top:3rem;padding-top:.8rem;border-top:1px solid var(--line)}
@media (max-width:40rem){body{padding:1.2rem 1rem 3rem}h1{font-size:1.5rem}dl div,.timeline li,.timeline.dated li{grid-template-columns:1fr;gap:0}dl{gap:.6rem}}
@media print{:root{--ink:#000;--quiet:#444;--page:#fff;--panel:#f4f4f4;--line:#bbb;--accent:#0550ae;--bad:#a40e26;--warn:#7d4e00;--good:#116329}body{max-width:none;padding:0;font-size:10.5pt}nav{display:none}h2,h3{break-after:avoid}p,li{orphans:3;widows:3}.timeline li,.tasks li,figure,dl div,tr{break-inside:avoid}pre{white-space:pre-wrap;overflow-wrap:anywhere}.wide,figure,pre{overflow:visible}thead{display:table-header-group}figure svg{min-width:0;max-height:9cm}a{text-decoration:none}}@page{margin:16mm 14mm}
${chartStyle}`

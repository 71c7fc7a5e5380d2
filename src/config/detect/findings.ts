// What `init` found around a folder: plain facts, each with where it was seen. The draft is made from these alone.
export interface Findings {
  readonly service: string | null
  readonly git: { readonly ref: string | null; readonly remote: string | null } | null
  /** Health addresses that answered or that manifests name. */
  readonly health: readonly FoundHealth[]
  readonly logs: readonly FoundLog[]
  readonly deploy: { readonly argv: readonly string[]; readonly seenIn: string } | null
  readonly deployments: readonly FoundDeployment[]
  readonly helm: { readonly release: string; readonly seenIn: string } | null
  readonly prometheus: string | null
  readonly alertmanager: string | null
  readonly postmortems: string | null
}

export interface FoundHealth {
  readonly name: string
  readonly target: { readonly url: string } | { readonly tcp: string }
  readonly seenIn: string
  /** False where nobody could be asked: the line is written as a suggestion. */
  readonly isSure: boolean
}

export interface FoundLog {
  readonly source:
    | { readonly file: string }
    | { readonly journal: string }
    | { readonly compose: string }
    | { readonly kubectl: string; readonly namespace?: string }
  readonly seenIn: string
  readonly isSure: boolean
}

export interface FoundDeployment {
  readonly name: string
  readonly namespace: string | null
  /** `app=checkout` */
  readonly selector: string | null
  /** Path and port of a readiness or liveness probe. */
  readonly probe: { readonly path: string; readonly port: number } | null
  readonly seenIn: string
}

export const nothingFound: Findings = {
  service: null,
  git: null,
  health: [],
  logs: [],
  deploy: null,
  deployments: [],
  helm: null,
  prometheus: null,
  alertmanager: null,
  postmortems: null,
}

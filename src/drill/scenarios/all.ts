// Every practice outage, the easiest first.
import type { Scenario } from '../scenario.ts'
import { badDeploy } from './bad-deploy.ts'
import { dbPool } from './db-pool.ts'
import { sessionExpired } from './session-expired.ts'
import { slowApi } from './slow-api.ts'
import { thirdParty } from './third-party.ts'

export const scenarios: readonly Scenario[] = [badDeploy, sessionExpired, slowApi, dbPool, thirdParty]

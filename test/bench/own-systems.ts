// Logs of ten invented systems, after the ways in which real ones write: headers of odd columns, values of every kind,
// statements that come a thousand times beside statements that come once. Each line's statement is known.
import { random } from './grouping.ts'

type Next = () => number
type Head = (at: Date, next: Next, component: string) => string

export interface OwnSystem {
  readonly head: Head
  /** `component> text with {slots}`; the first come most often. */
  readonly statements: readonly string[]
}

const pick = <T>(list: readonly T[], next: Next): T => list[Math.floor(next() * list.length)] as T
const below = (most: number, next: Next): number => Math.floor(next() * most)
const hex = (length: number, next: Next): string => Array.from({ length }, () => below(16, next).toString(16)).join('')
const two = (value: number): string => String(value).padStart(2, '0')
const words = (text: string): string[] => text.split(' ')
const months = words('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec')
const users = words(
  'root ana bob cleo dan eve finn gus hana ivo jana kai lea mia noah olga pia quin rosa sam tom uma vera wim xena yuri zoe guest admin nobody',
)
const hosts = words('alpha beta gamma delta omega node-a node-b srv-x srv-y edge')
const services = words('mailer indexer backup cron-helper gateway ledger notifier scheduler exporter importer')
const codeWords = words(
  'OutputPlanner RowCache FlowMeter QuotaKeeper LeaseTable NodeMap PageStore TaskPool WalReader GcTimer',
)

const slots: Readonly<Record<string, (next: Next) => string>> = {
  int: next => String(below(10 ** (1 + below(6, next)), next)),
  small: next => String(below(12, next)),
  float: next => (next() * 100).toFixed(1 + below(3, next)),
  hex: next => `0x${hex(8, next)}`,
  id: next => hex(8 + below(9, next), next),
  uuid: next => [8, 4, 4, 4, 12].map(length => hex(length, next)).join('-'),
  ip: next => [10, below(256, next), below(256, next), below(256, next)].join('.'),
  ipport: next => `10.${below(256, next)}.${below(256, next)}.${below(256, next)}:${below(60000, next)}`,
  hostname: next => `${pick(services, next)}${below(40, next)}.${pick(hosts, next)}.example.net`,
  hostport: next => `${pick(services, next)}.${pick(hosts, next)}.example.net:${pick([80, 443, 8080, 5070], next)}`,
  path: next =>
    `/${pick(['var', 'opt', 'srv', 'home'], next)}/${pick(users, next)}/${pick(services, next)}.${pick(['log', 'db', 'tmp'], next)}`,
  winpath: next => `C:\\${pick(['Windows', 'Data'], next)}\\${pick(services, next)}\\${hex(4, next)}.dat`,
  user: next => pick(users, next),
  host: next => pick(hosts, next),
  service: next => pick(services, next),
  class: next => pick(codeWords, next),
  package: next => `org.sample.${pick(services, next).replace('-', '')}.${pick(codeWords, next)}`,
  size: next => `${(next() * 900).toFixed(1)} ${pick(['B', 'KB', 'MB', 'GB'], next)}`,
  duration: next => `${below(900, next)} ${pick(['ms', 's'], next)}`,
  list: next => Array.from({ length: 1 + below(5, next) }, () => below(64, next)).join(', '),
  names: next => Array.from({ length: 1 + below(4, next) }, () => pick(users, next)).join(', '),
  prose: next => Array.from({ length: 2 + below(4, next) }, () => pick(users, next)).join(' '),
  clock: next => `${two(below(24, next))}:${two(below(60, next))}`,
  life: next =>
    pick(
      [
        `<1 sec`,
        `${two(below(9, next))}:${two(below(60, next))}`,
        `${below(3, next)}:${two(below(60, next))}:${two(below(60, next))}`,
      ],
      next,
    ),
  bytes: next =>
    pick([`${below(1000, next)} bytes`, `${1000 + below(9000, next)} bytes (${(1 + next() * 9).toFixed(2)} KB)`], next),
  hashes: next => Array.from({ length: 5 }, () => below(1e6, next)).join('##'),
  program: next =>
    `${pick(words('browser mailer chat player sync update term git'), next)}.exe${next() < 0.2 ? ' *64' : ''}`,
  empty: next => (next() < 0.5 ? '' : pick(users, next)),
  version: next => `${below(9, next)}.${below(20, next)}.${below(9000, next)}`,
  bool: next => pick(['true', 'false'], next),
  quoted: next => `"${pick(users, next)} ${pick(services, next)}"`,
  query: next => `/v2/${hex(32, next)}/${pick(['servers', 'images', 'flavors'], next)}/${hex(8, next)}`,
}

const iso = (at: Date): string => at.toISOString()
const day = (at: Date): string => iso(at).slice(0, 10)
const clock = (at: Date): string => iso(at).slice(11, 19)
const bsd = (at: Date): string => `${months[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2)} ${clock(at)}`

export const ownSystems: Readonly<Record<string, OwnSystem>> = {
  cluster: {
    head: (at, next, component) =>
      `${100_000 + (Math.floor(at.getTime() / 977) % 800_000)} ${pick(['node', 'gate', 'boot'], next)}-${below(255, next)} ${component} ${pick(['state.up', 'state.down', 'new', 'error', 'boot'], next)} ${Math.floor(at.getTime() / 1000)} 1 `,
    statements: [
      'unix.hw> Part State Change: Part {quoted} is in the offline state (PARTID={int})',
      'link> Fault on spread tree Mesh-{small}T{clock}:{small}:{small}',
      'sensor> Heat ({small}C) exceeds warning limit',
      'power> rack[{small}]:PSU {small} ok',
      'sensor> ambient={small}',
      'sensor> Blower speeds ( {int} {int} {int} {int} ***** {int} )',
      'boot> boot (order {int})',
      'boot> halt (order {int})',
      'fs> FileServer area store{int} is full',
      'fs> FileServer area store{int} is mounted read-only',
      'link> Mesh switch interval {int} refreshed',
      'net> Mesh node {int} attached to tree {small}',
      'net> Lost {int} packets on lane {small}',
    ],
  },
  unixbox: {
    head: (at, next, component) => `${bsd(at)} combo ${component}${next() < 0.7 ? `[${below(30000, next)}]` : ''}: `,
    statements: [
      'sshd(pam)> login refused; logname= uid={small} euid={small} tty=NODEV ruser={empty} rhost={hostname} ',
      'sshd(pam)> login refused; logname= uid={small} euid={small} tty=NODEV ruser={empty} rhost={ip}  user={user}',
      'sshd(pam)> check pass; user unknown',
      'su(pam)> session opened for user {user} by (uid={small})',
      'su(pam)> session closed for user {user}',
      'ftpd> connection from {ip} ({hostname}) at Sat Jun {small} {clock}:07 2005',
      'ftpd> connection from {ip} () at Sat Jun {small} {clock}:07 2005',
      'logrotate> ALERT exited abnormally with [{small}]',
      'kernel> Memory: {int}k/{int}k available ({int}k kernel code, {int}k reserved)',
      'kernel> Linux Plug and Play Support v{version}',
      'kernel> PCI: Probing PCI hardware (bus {small})',
      'kernel> audit({float}:0): initialized',
      'named> notify from {ipport}: zone not found',
      'syslogd> restart.',
      'cups> cupsd shutdown succeeded',
      'snmpd> Received SNMP packet(s) from {ip}',
      'kernel> CPU {small}: Enabled thermal monitoring',
      'kernel> Using deadline io scheduler',
      'rpc> registering service {service} for user {user}',
    ],
  },
  laptop: {
    head: (at, next, component) =>
      `${bsd(at)} books-${below(9, next)}-105-160-${below(250, next)} ${component}[${below(900, next)}]: `,
    statements: [
      'kernel> ARPT: {float}: wl0: setup_keepalive: interval {int}, retry {small}, retry_max {small}',
      'kernel> ARPT: {float}: bridge_wakeup: reason {small}',
      'kernel> PortSwitch<{small}>({hex})::listener - bolt packet for route = {hex} port = {int} unplug = {small}',
      'com.sample.launchd> (com.sample.{service}[{int}]): Service exited with abnormal code: {small}',
      'com.sample.launchd> (com.sample.{service}.oneshot.{hex}.{class}[{int}]): Endpoint has been activated through legacy launch(3) APIs.',
      'Mail> tcp_connection_tls_session_error_callback_imp {int} __tcp_connection_tls_session_callback_write_block_invoke.{int} error {int}',
      'Reader> -[{class} refresh:] : {uuid} {bool}',
      'WindowServer> send_datagram_available_ping: pid {int} failed to act on a ping it dequeued before timing out.',
      'symptoms> {class}: Rejecting flow of {service} for {hostname}: no policy',
      'QuickLook> {class}: unable to load preview of {path}, error={int}',
      'kernel> Wi-Fi: dropped because {prose} (reason {small})',
      'sharingd> {clock}:07.{int} : BTLE scanner Powered {small}',
      'kernel> AirPort: Link Down on en0. Reason {small} (Disassociated because station leaving).',
      'corecaptured> CCFile::captureLogRun Skipping current file Dir file [{path}], Current File [{path}]',
      'sandboxd> ({int}) {service}({int}) deny mach-lookup com.sample.{service}',
      'locationd> Location icon should now be in state {quoted}',
      'kernel> en0: BSSID changed to {hex}',
      'Cal> [com.sample.calendar.store.log.caldav] [Account refresh failed with error: Error Domain=Core Code={int} {quoted}]',
    ],
  },
  proxy: {
    head: at => `[${two(at.getUTCMonth() + 1)}.${two(at.getUTCDate())} ${clock(at)}] `,
    statements: [
      '> {program} - {hostport} close, {bytes} sent, {bytes} received, lifetime {life}',
      '> {program} - {hostport} open through relay {hostport} HTTPS',
      '> {program} - {hostport} error : Could not connect through relay {hostport} - Relay server cannot establish a connection with the target, status code {int}',
      '> {program} - {hostport} open through relay {hostport} SOCKS5',
      '> {program} - {hostport} open directly',
      '> {program} - {hostport} error : Could not connect to relay {hostport} - Reading relay reply failed, peer closed the line',
    ],
  },
  dataflow: {
    head: (at, next, component) =>
      `${day(at).slice(2).replaceAll('-', '/')} ${clock(at)} ${next() < 0.97 ? 'INFO' : 'WARN'} ${component}: `,
    statements: [
      'storage.BlockKeeper> Found block rdd_{int}_{int} locally',
      'python.PyRunner> Times: total = {int}, boot = {int}, init = {int}, finish = {int}',
      'executor.Worker> Finished task {float} in stage {float} (TID {int}). {int} bytes result sent to driver',
      'executor.Worker> Running task {float} in stage {float} (TID {int})',
      'storage.MemStore> Block broadcast_{int}_piece0 stored as bytes in memory (estimated size {size}, free {size})',
      'storage.MemStore> Block broadcast_{int} stored as values in memory (estimated size {size}, free {size})',
      'broadcast.Torrent> Reading broadcast variable {int} took {duration}',
      'output.Committer> attempt_{int}_0000_m_000000_{int}: Committed',
      'executor.Worker> Got assigned task {int}',
      'rdd.FileRDD> Input split: hdfs://{hostport}{path}:{int}+{int}',
      'security.Manager> Changing view acls to: {names}',
      'security.Manager> authentication disabled; ui acls disabled; users with view permissions: Set({names}); users with modify permissions: Set({names})',
      'util.Signal> Registered signal handlers for [TERM, HUP, INT]',
      'network.Server> Server created on {int}',
      'storage.DiskKeeper> Created local directory at {path}',
      'remote.Remoting> Remoting started; listening on addresses :[akka://sys@{hostport}]',
    ],
  },
  bird: {
    head: (at, next, component) => {
      const host = `${pick(['dn', 'an', 'en'], next)}${below(900, next)}`
      return `- ${Math.floor(at.getTime() / 1000)} ${day(at).replaceAll('-', '.')} ${host} ${bsd(at)} ${host}/${host} ${component}${next() < 0.6 ? `[${below(30000, next)}]` : ''}: `
    },
    statements: [
      'crond(pam)> session opened for user {user} by (uid={small})',
      'crond(pam)> session closed for user {user}',
      'crond> ({user}) CMD (run-parts {path})',
      'ntpd> synchronized to {ip}, stratum {small}',
      'dhcpd> DHCPDISCOVER from {id} via eth{small}: network A_net: no free leases',
      'dhcpd> DHCPREQUEST for {ip} from {id} via eth{small}',
      'ib_sm> [ib_sm_sweep.c:{int}]: No topology change',
      'ib_sm> [ib_sm_bringup.c:{int}]: ********************** NEW SWEEP ********************',
      'xinetd> START: auth pid={int} from={ip}',
      'xinetd> EXIT: auth pid={int} duration={small}(sec)',
      'gmetad> data_thread() got not answer from any [{service}] datasource',
      'postfix/postdrop> warning: unable to look up public/pickup: No such file or directory',
      'sendmail> {id}: from={user}, size={int}, class={small}, nrcpts={small}, msgid=<{id}@{hostname}>, relay=#{int}@localhost',
      'sendmail> {id}: to={user}, ctladdr={user} ({small}/{small}), delay={clock}:00, xdelay={clock}:01, mailer=relay, pri={int}, relay=[{ip}] [{ip}], dsn={version}, stat=Sent',
      'kernel> Losing some ticks... checking if CPU frequency changed.',
      'kernel> ACPI: LAPIC (acpi_id[{hex}] lapic_id[{hex}] enabled)',
    ],
  },
  desktop: {
    head: (at, next, component) =>
      `${day(at)} ${clock(at)}, ${next() < 0.98 ? 'Info ' : 'Error'}                 ${component}    `,
    statements: [
      'CBS> Session: {int}_{int} initialized by client {class}.',
      'CBS> Warning: Unrecognized packageExtended attribute.',
      'CBS> Read out cached package applicability for package: {package}, ApplicableState: {small}, CurrentState:{small}',
      'CBS> Expecting attribute name [HRESULT = {hex} - E_MISSING_ATTRIBUTE]',
      'CSI> {id}@{day} WcpInit (wcp.dll version {version}) called (stack @{hex} @{hex} @{hex})',
      'CBS> Loaded Stack v{version} with Core: {winpath}',
      'CBS> Failed to get next element [HRESULT = {hex} - E_MISSING]',
      'CBS> Starting Worker main loop.',
      'CBS> Ending Worker main loop.',
      'CBS> SQM: Failed to start upload with file pattern: {winpath}, flags: {hex} [HRESULT = {hex} - E_FAIL]',
      'CBS> No startup processing required, startup never started, last stamp: {int}',
      'CBS> NonStart: Set pending store consistency check.',
      'CBS> Scavenge: Starts',
      'CBS> Scavenge: Completed, disposition: {hex}',
    ],
  },
  quorum: {
    head: (at, next, component) =>
      `${day(at)} ${clock(at)},${String(below(1000, next)).padStart(3, '0')} - ${pick(['INFO ', 'WARN ', 'INFO ', 'ERROR'], next)} [${pick(['Peer[myid=1]/0:0:0:0:0:0:0:0:2181', 'Worker:1889785610', `Cxn.Factory:0.0.0.0/0.0.0.0:2181`, 'main', 'Sync:0'], next)}:${component}@${below(900, next)}] - `,
    statements: [
      'CxnFactory> Accepted socket connection from /{ipport}',
      'CxnManager> Interrupted while waiting for message on queue',
      'CxnManager> Received connection request /{ipport}',
      'CxnManager> Connection broken for id {int}, my id = {small}, error = ',
      'ServerCnxn> Closed socket connection for client /{ipport} which had sessionid {hex}',
      'ServerCnxn> Closed socket connection for client /{ipport} (no session established for client)',
      'Election> Notification time out: {int}',
      'Server> Established session {hex} with negotiated timeout {int} for client /{ipport}',
      'Server> Client attempting to establish new session at /{ipport}',
      'ServerCnxn> caught end of stream exception',
      'Election> Notification: {small} (n.leader), {hex} (n.zxid), {hex} (n.round), LOOKING (n.state), {small} (n.sid), {hex} (n.peerEPoch), FOLLOWING (my state)',
      'Server> Expiring session {hex}, timeout of {int}ms exceeded',
      'Snap> Snapshotting: {hex} to {path}',
      'Env> Server environment:java.vendor={prose}',
      'Peer> tickTime set to {int}',
      'Cxn> Processed session termination for sessionid: {hex}',
    ],
  },
  cloud: {
    head: (at, next, component) =>
      `api.log.1.${day(at)}_13:53:08 ${day(at)} ${clock(at)}.${String(below(1000, next)).padStart(3, '0')} ${20000 + below(9000, next)} ${pick(['INFO', 'INFO', 'WARNING'], next)} stack.${component} [req-${slots.uuid?.(next)} ${hex(32, next)} ${hex(32, next)} - - -] `,
    statements: [
      'compute.wsgi> {ip} "GET {query} HTTP/1.1" status: 200 len: {int} time: {float}',
      'compute.manager> [instance: {uuid}] VM {class} (Lifecycle Event)',
      'compute.wsgi> {ip} "POST {query} HTTP/1.1" status: 202 len: {int} time: {float}',
      'compute.wsgi> {ip} "DELETE {query} HTTP/1.1" status: 204 len: {int} time: {float}',
      'virt.cache> image {uuid} at ({path}): checking',
      'virt.cache> image {uuid} at ({path}): in use: on this node {small} local, {small} on other nodes sharing this instance storage',
      'virt.cache> Active base files: {path}',
      'compute.claims> [instance: {uuid}] memory limit: {float} MB, free: {float} MB',
      'compute.claims> [instance: {uuid}] Total disk: {int} GB, used: {float} GB',
      'compute.claims> [instance: {uuid}] disk limit not specified, defaulting to unlimited',
      'virt.driver> [instance: {uuid}] Creating image',
      'virt.driver> [instance: {uuid}] Instance spawned successfully.',
      'compute.manager> [instance: {uuid}] Took {float} seconds to build instance.',
      'compute.manager> [instance: {uuid}] Took {float} seconds to destroy the instance on the hypervisor.',
      'scheduler.host> Successfully synced instances from host {quoted}.',
      'compute.tracker> Final resource view: name={hostname} phys_ram={int}MB used_ram={int}MB phys_disk={int}GB total_vcpus={small} pci_stats=[]',
    ],
  },
  pedometer: {
    head: (at, next, component) =>
      `${day(at).replaceAll('-', '')}-${at.getUTCHours()}:${at.getUTCMinutes()}:${at.getUTCSeconds()}:${below(1000, next)}|${component}|30002312|`,
    statements: [
      'Walk_SPUtils> getTodaySteps = {hashes}',
      'Walk_SPUtils> setTodaySteps={hashes}',
      'Walk_LSC> onStepChanged {int}',
      'Walk_LSC> onExtend:{int} {small} {small} {small}',
      'Walk_Counter> calculateCalories total={int}',
      'Walk_Counter> calculateAltitude total={int}',
      'Walk_Report> REPORT : {int} {int} {int} {int}',
      'Walk_Screen> handleBroadcast action:device.intent.action.SCREEN_ON',
      'Walk_Screen> handleBroadcast action:device.intent.action.SCREEN_OFF',
      'Walk_Screen> screen status unknown,think screen on',
      'Walk_Flush> flush sensor data',
      'Walk_Sync> upload data, type={small}, count={int}, result:{bool}',
      'Walk_Sync> insert or update {int} statement, user {user}',
      'Walk_Start> onCreate',
      'Walk_Start> need to read last steps',
    ],
  },
}

const whenSlot = (at: Date): string =>
  `${at.getUTCFullYear()}/${at.getUTCMonth() + 1}/${at.getUTCDate()}:${clock(at)}.455`

/** 2,000 lines of a system; the statements' frequencies fall off steeply. */
export function ownLines(name: string, seed = ''): { readonly text: string; readonly truth: string[] } {
  const { head, statements } = ownSystems[name] as OwnSystem
  const next = random(`${name}${seed}`)
  const weights = statements.map((_, i) => 1 / (i + 1) ** 1.6)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const lines: string[] = []
  const truth: string[] = []
  let at = Date.UTC(2024, 2, 5, 10)
  while (lines.length < 2000) {
    let left = next() * total
    let index = 0
    while (index < weights.length - 1 && left > (weights[index] as number)) {
      left -= weights[index] as number
      index += 1
    }
    // Each statement comes at least once.
    if (lines.length < statements.length) index = lines.length
    const [component = '', text = ''] = (statements[index] as string).split(/> ?(.*)/s)
    at += below(2000, next)
    const when = new Date(at)
    const body = text.replace(/\{(\w+)\}/g, (_, kind: string) =>
      kind === 'day' ? whenSlot(when) : (slots[kind] as (next: Next) => string)(next),
    )
    lines.push(head(when, next, component) + body)
    truth.push(String(index))
  }
  return { text: lines.join('\n'), truth }
}

// Traces of many languages in logs without stamps: each is one event, from its first line to its last.
import { expect, test } from 'vitest'
import { LogReading } from '../../../src/diagnosis/logs/reading.ts'

test.each([
  [
    'Android, the process on a line of its own',
    'FATAL EXCEPTION: main\nProcess: com.example.shop, PID: 1234\njava.lang.NullPointerException: Attempt to invoke\n\tat com.example.shop.Cart.total(Cart.java:40)\nCaused by: java.lang.IllegalStateException: x\n\t... 11 more',
  ],
  [
    'Dart, a message of several lines',
    "Unhandled exception:\nNoSuchMethodError: No top-level getter 'NonExistent' declared\nReceiver: top-level\nTried calling: NonExistent\n#0      NoSuchMethodError._throwNew (dart:core-patch/errors_patch.dart:166)\n#1      main (file:///x/y.dart:7:3)",
  ],
  [
    'Dart, blank lines before the frames',
    "Unhandled exception:\n'file:///path/dartFile.dart': malformed type: line 7 pos 3: type 'Non' is not loaded\n  Non badVariable = null;\n  ^\n\n\n#0      _TypeError._throwNew (dart:core-patch/errors_patch.dart:94)\n#1      main (file:///x/y.dart:7:3)",
  ],
  [
    'Dart, an asynchronous gap',
    'Unhandled exception:\nBad state: No element\n#0      List.first (dart:core-patch/growable_array.dart:200)\n<asynchronous suspension>\n#1      main (file:///x/y.dart:7:3)',
  ],
  [
    'Python, one exception while handling another',
    'Traceback (most recent call last):\n  File "a.py", line 3, in f\n    x()\nKeyError: \'a\'\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "a.py", line 5, in <module>\n    f()\nValueError: bad',
  ],
  [
    'Python, an exception group',
    '  + Exception Group Traceback (most recent call last):\n  |   File "a.py", line 3, in <module>\n  |     raise ExceptionGroup()\n  | ExceptionGroup: there (2 sub-exceptions)\n  +-+---------------- 1 ----------------\n    | ValueError: 1\n    +---------------- 2 ----------------\n    | TypeError: 2\n    +------------------------------------',
  ],
  [
    'Rust, the message on a line of its own',
    "thread 'main' panicked at src/main.rs:4:5:\nindex out of bounds: the len is 3 but the index is 99\nstack backtrace:\n   0: rust_begin_unwind\n             at /rustc/x/library/std/src/panicking.rs:645:5\n   1: main::main\n             at ./src/main.rs:4:5\nnote: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.",
  ],
  [
    'Node, with the line it came from',
    "/srv/app.js:3\n  throw new Error('x')\n  ^\n\nError: x\n    at Object.<anonymous> (/srv/app.js:3:9)\n    at Module._compile (node:internal/modules/cjs/loader:1376:14) {\n  code: 'E'\n}\n\nNode.js v20.1.0",
  ],
  [
    'Lua',
    "lua: x.lua:3: boom\nstack traceback:\n\t[C]: in function 'error'\n\tx.lua:3: in function 'foo'\n\t[C]: in ?",
  ],
  [
    'Elixir',
    '** (RuntimeError) boom\n    (app 0.1.0) lib/app.ex:3: App.run/1\n    (stdlib 4.0) erl_eval.erl:1: :erl_eval.do_apply/6',
  ],
  [
    'Julia',
    'ERROR: LoadError: boom\nStacktrace:\n [1] error(s::String)\n   @ Base ./error.jl:35\n [2] top-level scope\n   @ x.jl:3',
  ],
  ['Haskell', 'x: boom\nCallStack (from HasCallStack):\n  error, called at x.hs:1:8 in main:Main'],
  [
    'Swift',
    'Fatal error: Index out of range: file x.swift, line 3\nCurrent stack trace:\n0    libswiftCore.dylib 0x0000 _swift_stdlib_reportFatalError + 69',
  ],
  [
    'Ruby 3.4',
    "a.rb:3:in 'Object#foo': undefined method 'bar' for nil (NoMethodError)\n\n  x.bar\n   ^^^^\n\tfrom a.rb:6:in '<main>'",
  ],
  [
    'Rails',
    " ActionController::RoutingError (No route matches [GET] \"/settings\"):\n  \n  actionpack (5.1.4) lib/action_dispatch/middleware/debug_exceptions.rb:63:in `call'\n  actionpack (5.1.4) lib/action_dispatch/middleware/show_exceptions.rb:31:in `call'\n  rack (2.0.3) lib/rack/method_override.rb:22:in `call'",
  ],
  [
    'Go, several goroutines',
    'panic: my panic\n\ngoroutine 4 [running]:\npanic(0x45cb40, 0x47ad70)\n\t/usr/local/go/src/runtime/panic.go:542 +0x46c fp=0xc42003f7b8 sp=0xc42003f710 pc=0x422f7c\nmain.main.func1(0xc420024120)\n\tfoo.go:6 +0x39 fp=0xc42003f7d8 sp=0xc42003f7b8 pc=0x451339\nruntime.goexit()\n\t/usr/local/go/src/runtime/asm_amd64.s:2337 +0x1 fp=0xc42003f7e0 sp=0xc42003f7d8 pc=0x44b4d1\ncreated by main.main\n\tfoo.go:5 +0x58\n\ngoroutine 1 [chan receive]:\nruntime.gopark(0x4739b8, 0xc420024178)\n\t/usr/local/go/src/runtime/proc.go:280 +0x12c\nmain.main()\n\tfoo.go:9 +0xc1',
  ],
])('%s', (_, trace) => {
  const plain = 'all is well again'
  const events: [number, number][] = []
  const reading = new LogReading({ now: Date.UTC(2026, 0, 1), fromWall: wall => wall }, ({ line, endLine }) =>
    events.push([line, endLine]),
  )
  reading.feed(new TextEncoder().encode([plain, trace, plain, trace, plain].join('\n')))
  reading.endFile()
  reading.end()
  const length = trace.split('\n').length
  expect(events).toEqual([
    [1, 1],
    [2, length + 1],
    [length + 2, length + 2],
    [length + 3, 2 * length + 2],
    [2 * length + 3, 2 * length + 3],
  ])
})

test('a crash of which every line has a stamp and a tag is one event, and the next crash another', () => {
  const crash = [
    'FATAL EXCEPTION: main',
    'Process: com.example.shop, PID: 12',
    'java.lang.E: x',
    '\tat a.B.c(B.java:4)',
  ]
  const stamped = (tag: string, texts: readonly string[]) =>
    texts.map(text => `01-02 10:00:01.000  12  12 ${tag}: ${text}`)
  const text = [
    ...stamped('I ActivityManager', ['start']),
    ...stamped('E AndroidRuntime', [...crash, ...crash]),
    ...stamped('I ActivityManager', ['end']),
  ].join('\n')
  const spans: string[] = []
  const reading = new LogReading({ now: Date.UTC(2026, 0, 5), fromWall: wall => wall }, ({ line, endLine }) =>
    spans.push(`${line}-${endLine}`),
  )
  reading.feed(new TextEncoder().encode(text))
  reading.endFile()
  reading.end()
  expect(spans).toEqual(['1-1', '2-5', '6-9', '10-10'])
})

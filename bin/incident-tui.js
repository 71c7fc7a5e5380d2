#!/usr/bin/env node
// The launcher: plain old syntax, so that an old Node gets as far as the sentence that names the version it needs.
var have = process.versions.node.split('.').map(Number)
var recent = have[0] > 22 || (have[0] === 22 && have[1] >= 19)
import(recent ? './start.js' : './hand-over.js')

#!/usr/bin/env node
import { main } from './adapters/wiring/main-program.js'

process.exitCode = await main(process.argv.slice(2))

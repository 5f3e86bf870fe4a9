#!/usr/bin/env node
/** The `trunkline` command. */
import 'reflect-metadata';
import { processIo } from './command-io.js';
import { runProgram } from './run-program.js';

process.exitCode = await runProgram(process.argv.slice(2), processIo);

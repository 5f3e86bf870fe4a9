#!/usr/bin/env node
/** The `trunkline` command. */
import 'reflect-metadata';
import { loadEnvFile } from '../env-file.js';
import { processIo } from './command-io.js';
import { runProgram } from './run-program.js';

// The reader of a pipe may stop early: `trunkline webhooks list | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

loadEnvFile();
process.exitCode = await runProgram(process.argv.slice(2), processIo);

/**
 * The process's entry. What is loaded from here on is compiled once and remembered between starts: loading the modules
 * is most of a start, and compiling them a third of that.
 */
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./start.js');

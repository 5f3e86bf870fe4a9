/**
 * The process's entry. What is loaded from here on is compiled once and remembered between starts: loading the modules
 * is most of a start, and compiling them a third of that.
 *
 * The build packs `start.js` with everything it imports into few files (scripts/bundle.mjs); those are what runs.
 */
import { enableCompileCache } from 'node:module';
// First of all: what is packed runs in an order of its own, and every decorator needs it.
import 'reflect-metadata';

enableCompileCache();
await import(new URL('./bundle/start.js', import.meta.url).href);

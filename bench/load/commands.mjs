/** Commands of the load generator. Each command takes a target and parameters, and returns numbers. */
export { endToEnd, fanOutBurst, fanOutSingly } from './commands/arrivals-at-subscribers.mjs';
export { herd, resume } from './commands/catch-up.mjs';
export { hold, holdGroups, release } from './commands/held-subscribers.mjs';
export { endProbe, probe } from './commands/probe.mjs';
export { reply } from './commands/reply.mjs';
export { copies, introduce, page, post, postToMany } from './commands/requests.mjs';

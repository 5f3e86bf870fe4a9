/** The client of Trunkline for Apollo Client 4. */
export { type AddNodeOptions, addNode } from './add-node.js';
export { connectionPolicy, trunklineTypePolicies } from './connection-policy.js';
export { ResumeLink, type ResumeLinkOptions } from './resume-link.js';
export { TrunklineCache } from './trunkline-cache.js';
export { createTrunklineLink, type TrunklineLinkOptions } from './trunkline-link.js';

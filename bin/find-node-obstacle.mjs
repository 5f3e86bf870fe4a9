/** The oldest Node.js that the server runs on; equal to `engines` of package.json, which a test compares. */
export const oldestNode = [22, 18];

/**
 * Why this Node.js cannot run Trunkline, as one sentence; null when it can. Written for any version that knows modules,
 * as it is the first thing that runs.
 */
export function findNodeObstacle(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return null;
  return `Node.js ${oldestNode.join('.')} or newer is needed, and this is ${version}. Install a newer one; in a checkout, "npm start" and "npx trunkline" use the one that "npm install" brought.`;
}

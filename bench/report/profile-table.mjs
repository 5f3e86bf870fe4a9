/** A CPU profile as two lists: time by package or folder, and by function. */

/** Readable lines; `units` is the number of requests or messages by which the time is divided. */
export function formatProfile(profile, units, root) {
  const selfMs = new Map();
  const nodes = new Map(profile.nodes.map(node => [node.id, node]));
  profile.samples.forEach((id, index) => {
    selfMs.set(id, (selfMs.get(id) ?? 0) + profile.timeDeltas[index] / 1_000);
  });
  const byPlace = new Map();
  const byFunction = new Map();
  let busyMs = 0;
  for (const [id, ms] of selfMs) {
    const { functionName, url, lineNumber } = nodes.get(id).callFrame;
    if (functionName === '(idle)' || functionName === '(root)') continue;
    busyMs += ms;
    const place = toPlace(url, functionName, root);
    add(byPlace, place, ms);
    add(byFunction, `${functionName || '(anonymous)'}  ${place}${url ? `:${lineNumber + 1}` : ''}`, ms);
  }
  const lines = list =>
    [...list]
      .sort((a, b) => b[1] - a[1])
      .map(
        ([name, ms]) =>
          `${((ms * 1_000) / units).toFixed(1).padStart(8)} µs ${((100 * ms) / busyMs).toFixed(1).padStart(5)} %  ${name}`,
      );
  return [
    `busy ${((busyMs * 1_000) / units).toFixed(0)} µs each (${units} of them)`,
    '',
    ...lines(byPlace).slice(0, 40),
    '',
    ...lines(byFunction).slice(0, 45),
  ].join('\n');
}

function add(map, key, ms) {
  map.set(key, (map.get(key) ?? 0) + ms);
}

function toPlace(url, functionName, root) {
  if (!url) return functionName.startsWith('(') ? functionName : 'V8 and native';
  const [, dependency] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (dependency) return dependency;
  if (url.startsWith('node:'))
    return url.split('/')[0] === 'node:internal' ? url.split('/').slice(0, 2).join('/') : url;
  return url.replace('file://', '').replace(`${root}/`, '');
}

/** JSON by concatenation: only values that can contain special characters go through `JSON.stringify`. */

const quoted = JSON.stringify;

/** The message sent to every subscriber, with the fields of Trunkline's subscription. */
export function toLiveMessage([
  id,
  direction,
  text,
  status,
  channelName,
  channelExternalId,
  conversationId,
  name,
  phone,
]) {
  return `{"type":"message","id":"${id}","direction":"${direction}","text":${quoted(text)},"status":"${status}","channel":{"displayName":${quoted(channelName)},"externalId":${quoted(channelExternalId)}},"conversation":{"id":"${conversationId}","contact":{"displayName":${quoted(name)},"phone":"${phone}"}},"cursor":"${id}"}`;
}

/** The page of the inbox, with the fields of Trunkline's query. */
export function toInboxPage(rows, first) {
  let nodes = '';
  for (let n = 0; n < Math.min(rows.length, first); n += 1) {
    const r = rows[n];
    nodes += `${n === 0 ? '' : ','}{"id":"${r[0]}","status":"${r[1]}","unreadCount":${r[2]},"lastActivityAt":"${r[3].toISOString()}","channel":{"id":"${r[4]}","displayName":${quoted(r[5])},"externalId":${quoted(r[6])}},"contact":{"id":"${r[7]}","displayName":${quoted(r[8])},"phone":"${r[9]}"},"lastMessage":{"id":"${r[10]}","direction":"${r[11]}","text":${quoted(r[12])},"status":"${r[13]}","sentAt":"${r[14].toISOString()}"}}`;
  }
  const last = rows[Math.min(rows.length, first) - 1];
  return `{"data":{"conversations":{"nodes":[${nodes}],"pageInfo":{"hasNextPage":${rows.length > first},"endCursor":"${last ? last[0] : ''}"}}}}`;
}

/** The page with lead and assignee, with the fields of Trunkline's query. */
export function toFullInboxPage(rows, first) {
  const named = (id, name) => (id === null ? 'null' : `{"id":"${id}","name":${quoted(name)}}`);
  let nodes = '';
  for (let n = 0; n < Math.min(rows.length, first); n += 1) {
    const r = rows[n];
    nodes += `${n === 0 ? '' : ','}{"id":"${r[0]}","status":"${r[1]}","unreadCount":${r[2]},"lastActivityAt":"${r[3].toISOString()}","channel":{"id":"${r[4]}","displayName":${quoted(r[5])},"externalId":${quoted(r[6])}},"contact":{"id":"${r[7]}","displayName":${quoted(r[8])},"phone":"${r[9]}"},"lead":{"id":"${r[7]}","name":${quoted(r[8])},"stage":${named(r[15], r[16])},"topic":${named(r[17], r[18])}},"assignee":${named(r[19], r[20])},"lastMessage":{"id":"${r[10]}","direction":"${r[11]}","text":${quoted(r[12])},"status":"${r[13]}","sentAt":"${r[14].toISOString()}"}}`;
  }
  const last = rows[Math.min(rows.length, first) - 1];
  return `{"data":{"conversations":{"nodes":[${nodes}],"pageInfo":{"hasNextPage":${rows.length > first},"endCursor":"${last ? last[0] : ''}"}}}}`;
}

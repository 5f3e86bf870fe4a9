/** The part of RFC 6455 for a client with thousands of sockets that reads tens of thousands of messages a second. */

export const opcodes = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 };

/** A frame of a client. The mask is all zeros: this is allowed, and leaves the bytes unchanged. */
export function toClientFrame(opcode, payload) {
  const data = Buffer.from(payload);
  const isShort = data.length < 126;
  const head = Buffer.alloc(isShort ? 6 : 8);
  head[0] = 0x80 | opcode;
  head[1] = 0x80 | (isShort ? data.length : 126);
  if (!isShort) head.writeUInt16BE(data.length, 2);
  return Buffer.concat([head, data]);
}

/** The request that opens a WebSocket. */
export function toHandshake(target) {
  const { path, protocol } = target.socket;
  return [
    `GET ${path} HTTP/1.1`,
    `host: ${target.host}:${target.port}`,
    'connection: Upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
    ...(protocol ? [`sec-websocket-protocol: ${protocol}`] : []),
    '\r\n',
  ].join('\r\n');
}

/**
 * Reads complete frames from bytes.
 * @param onFrame receives opcode, whether it is final, and the start and end of its data
 * @returns the start of the first incomplete frame
 */
export function readFrames(bytes, onFrame) {
  let at = 0;
  while (bytes.length - at >= 2) {
    let length = bytes[at + 1] & 0x7f;
    let start = at + 2;
    if (length === 126) {
      if (bytes.length - at < 4) break;
      length = (bytes[at + 2] << 8) | bytes[at + 3];
      start = at + 4;
    } else if (length === 127) {
      if (bytes.length - at < 10) break;
      length = Number(bytes.readBigUInt64BE(at + 2));
      start = at + 10;
    }
    if (bytes.length < start + length) break;
    onFrame(bytes[at] & 0x0f, (bytes[at] & 0x80) !== 0, start, start + length);
    at = start + length;
  }
  return at;
}

/** Subscribers by the thousand: raw sockets that implement the required part of WebSocket and answer pings. */
import { connect } from 'node:net';
import { opcodes, readFrames, toClientFrame, toHandshake } from './web-socket-frames.mjs';

/** Connections opened concurrently; more would overflow the server's accept queue. */
const openingAtOnce = 100;
const openTimeoutMs = 60_000;

/**
 * Opens subscribers.
 *
 * `target.socket` has the protocol messages: `hello` is sent after the handshake; with `ready` the client waits for
 * the server's message that contains it, and then sends `subscribe`; a list of them has one for each subscriber.
 * @param onMessage receives (subscriber, bytes, start, end) of each message's last fragment, after the greetings
 */
export async function openSubscribers(target, count, onMessage, subscribe = target.socket.subscribe) {
  const subscribers = [];
  const hello = target.socket.hello === null ? null : toClientFrame(opcodes.text, target.socket.hello);
  const toFrame = text => (text === null ? null : toClientFrame(opcodes.text, text));
  const shared = Array.isArray(subscribe) ? null : toFrame(subscribe);
  const frameOf = index => shared ?? (Array.isArray(subscribe) ? toFrame(subscribe[index]) : null);
  // One buffer for all: bytes are handled before the next read.
  const buffer = Buffer.allocUnsafe(64 * 1024);

  const open = index =>
    new Promise((resolve, reject) => {
      const subscriber = { index, stage: 'handshake', rest: null, isClosed: false, socket: null };
      const timer = setTimeout(
        () => reject(new Error(`Subscriber ${index} is stuck in ${subscriber.stage}`)),
        openTimeoutMs,
      );
      const ready = () => {
        clearTimeout(timer);
        subscriber.stage = 'live';
        resolve(subscriber);
      };
      const greet = () => {
        subscriber.stage = 'greeting';
        if (hello) subscriber.socket.write(hello);
        if (target.socket.ready === null) ready();
      };
      const onFrame = (bytes, opcode, isFinal, start, end) => {
        if (opcode === opcodes.ping)
          subscriber.socket.write(toClientFrame(opcodes.pong, bytes.subarray(start, end)));
        else if (opcode === opcodes.close) subscriber.socket.end();
        else if (!isFinal || opcode === opcodes.pong) return;
        else if (subscriber.stage === 'live') onMessage(subscriber, bytes, start, end);
        else if (bytes.toString('utf8', start, end).includes(target.socket.ready)) {
          const frame = frameOf(index);
          if (frame) subscriber.socket.write(frame);
          ready();
        }
      };
      const read = (size, chunk) => {
        let bytes = chunk.subarray(0, size);
        if (subscriber.rest) bytes = Buffer.concat([subscriber.rest, bytes]);
        if (subscriber.stage === 'handshake') {
          const end = bytes.indexOf('\r\n\r\n');
          if (end !== -1 && !bytes.includes(' 101 ')) {
            reject(new Error(`No upgrade: ${bytes.toString('utf8', 0, 100)}`));
            return true;
          }
          if (end === -1) {
            subscriber.rest = Buffer.from(bytes);
            return true;
          }
          bytes = bytes.subarray(end + 4);
          greet();
        }
        const used = readFrames(bytes, (opcode, isFinal, start, stop) =>
          onFrame(bytes, opcode, isFinal, start, stop),
        );
        subscriber.rest = used < bytes.length ? Buffer.from(bytes.subarray(used)) : null;
        return true;
      };
      subscriber.socket = connect({
        host: target.host,
        port: target.port,
        noDelay: true,
        onread: { buffer, callback: read },
      });
      subscriber.socket.on('connect', () => subscriber.socket.write(toHandshake(target)));
      subscriber.socket.on('error', error => {
        subscriber.isClosed = true;
        reject(error);
      });
      subscriber.socket.on('close', () => {
        subscriber.isClosed = true;
      });
    });

  for (let from = 0; from < count; from += openingAtOnce) {
    const size = Math.min(openingAtOnce, count - from);
    subscribers.push(...(await Promise.all(Array.from({ length: size }, (_, n) => open(from + n)))));
  }
  return {
    list: subscribers,
    countClosed: () => subscribers.filter(subscriber => subscriber.isClosed).length,
    close: async () => {
      for (const { socket } of subscribers) socket.destroy();
      await new Promise(resolve => setTimeout(resolve, 100));
    },
  };
}

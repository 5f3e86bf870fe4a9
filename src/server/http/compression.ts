import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Smaller responses gain nothing: they fit into the first packets. */
const compressFromBytes = 4 * 1024;

/** Compresses the responses of routes that are registered later, at levels that cost less than they save. */
export async function registerCompression(http: FastifyInstance): Promise<void> {
  await http.register(compress, {
    globalDecompression: false,
    threshold: compressFromBytes,
    encodings: ['br', 'gzip'],
    zlibOptions: { level: 1 },
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } },
  });
}

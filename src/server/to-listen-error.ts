import { AddressUnusableError } from '../domain/errors.js';

/** Explains why the server cannot listen; an error of another kind passes unchanged. */
export function toListenError(error: unknown, host: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const explain = (): string | null => {
    switch (code) {
      case 'EADDRINUSE':
        return `PORT: another program listens on ${host}:${port}. Stop it, or set PORT to another port (0 picks a free one).`;
      case 'EACCES':
        return `PORT: this user may not listen on port ${port}. Set PORT to 1024 or more, and let a proxy serve the lower one.`;
      case 'EADDRNOTAVAIL':
        return `HOST: this machine has no address ${host}. Set HOST to one of its own, 127.0.0.1 or 0.0.0.0 (all).`;
      case 'ENOTFOUND':
      case 'EAI_AGAIN':
        return `HOST: the name ${host} cannot be resolved. Set HOST to an address of this machine, 127.0.0.1 or 0.0.0.0 (all).`;
      default:
        return null;
    }
  };
  const message = explain();
  return message === null ? error : new AddressUnusableError(message, { cause: error });
}

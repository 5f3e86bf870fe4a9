/** Calling a vendor's API: the one client that providers are given. */

/** One HTTP call of a provider; time-outs, connection reuse and redaction are the client's. */
export interface ProviderHttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly timeoutMs?: number;
  /** Longest answer that is read; 1 MiB by default. */
  readonly maxAnswerBytes?: number;
}

/** The answer, or how it failed: `reached` is false only when the request certainly never left this machine. */
export type ProviderHttpResult =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      /** The body as it came, for files; a client that a test makes up may leave it out. */
      readonly bytes?: Uint8Array;
    }
  | { readonly ok: false; readonly reached: boolean; readonly reason: string };

/** Calls a vendor. Never throws; `reason` never holds a URL, a header or a body. */
export type ProviderHttp = (request: ProviderHttpRequest) => Promise<ProviderHttpResult>;

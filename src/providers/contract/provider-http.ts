/** The HTTP client contract for vendor APIs; providers use no other client. */

/** One HTTP call of a provider. The client handles time-outs, connection reuse and redaction. */
export interface ProviderHttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly timeoutMs?: number;
  /** Limit of the response body; 1 MiB by default. */
  readonly maxAnswerBytes?: number;
}

/** The response or the failure. `reached` is false only when the request certainly never left this machine. */
export type ProviderHttpResult =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      /** The raw body, for files. Test clients can omit it. */
      readonly bytes?: Uint8Array;
    }
  | { readonly ok: false; readonly reached: boolean; readonly reason: string };

/** Calls a vendor. Never throws; `reason` never contains a URL, a header or a body. */
export type ProviderHttp = (request: ProviderHttpRequest) => Promise<ProviderHttpResult>;

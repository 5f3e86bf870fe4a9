/** One request that it received. */
export interface ModelCall {
  readonly authorization: string | null;
  readonly body: {
    readonly model?: string;
    readonly messages?: readonly { readonly role: string; readonly content: string }[];
    readonly [name: string]: unknown;
  };
}

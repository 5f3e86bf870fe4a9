/** `type` and the object named like it, or the sentence that says why there is none. */
export type CloudPayload =
  | { readonly ok: true; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly detail: string };

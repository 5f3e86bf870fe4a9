/** `type` and the object named by it, or the reason why there is none. */
export type CloudPayload =
  | { readonly ok: true; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly detail: string };

/** The colour of a label; its name stands next to it. */
export function LabelDot({ color }: { readonly color: string }) {
  return <span className="label-dot" aria-hidden="true" style={{ background: color }} />;
}

/** The colour of a label; its name stands beside it. */
export function LabelDot({ color }: { readonly color: string }) {
  return <span className="label-dot" aria-hidden="true" style={{ background: color }} />;
}

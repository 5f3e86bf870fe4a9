/** A name that someone else wrote, isolated from the text around it. */
export function Name({ children }: { readonly children: string }) {
  return <bdi dir="auto">{children}</bdi>;
}

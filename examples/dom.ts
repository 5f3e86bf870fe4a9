/** What a UI framework does in an application. */

/** The element with the id. */
export const element = (id: string) => document.getElementById(id) as HTMLElement;

/** Shows a list; a click on an entry calls `choose`. */
export function showList<Item>(
  id: string,
  items: readonly Item[],
  toText: (item: Item) => string,
  choose?: (item: Item) => void,
): void {
  element(id).replaceChildren(
    ...items.map(item => {
      const row = Object.assign(document.createElement('li'), { textContent: toText(item) });
      if (choose) row.onclick = () => choose(item);
      return row;
    }),
  );
}

/** Calls `submit` with the values of the form; shows what it throws. */
export function onSubmit(
  id: string,
  submit: (values: Readonly<Record<string, string>>) => Promise<void>,
): void {
  const form = element(id) as HTMLFormElement;
  form.onsubmit = event => {
    event.preventDefault();
    submit(Object.fromEntries(new FormData(form)) as Record<string, string>).then(
      () => form.reset(),
      error => {
        element('problem').textContent = (error as Error).message;
      },
    );
  };
}

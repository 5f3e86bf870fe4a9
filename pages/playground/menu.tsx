/** The menu of ready operations. */
import { useSignal } from '@preact/signals';
import { readyOperationGroups } from './operations/ready-operations.js';
import type { Playground } from './playground.js';

/** A list in groups, with a filter. `onOpen` is called once an operation is open. */
export function Menu({
  playground,
  onOpen,
}: {
  readonly playground: Playground;
  readonly onOpen: () => void;
}) {
  const filter = useSignal('');
  const wanted = filter.value.trim().toLowerCase();
  const groups = readyOperationGroups
    .map(({ title, operations }) => ({
      title,
      operations: operations.filter(operation =>
        `${title} ${operation.name} ${operation.title}`.toLowerCase().includes(wanted),
      ),
    }))
    .filter(({ operations }) => operations.length > 0);
  return (
    <nav class="menu" aria-label="Ready operations">
      <input
        type="search"
        placeholder="Find an operation"
        aria-label="Find an operation"
        value={filter.value}
        onInput={event => {
          filter.value = event.currentTarget.value;
        }}
      />
      {groups.length === 0 ? <p class="hint">None has this name.</p> : null}
      {groups.map(({ title, operations }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul>
            {operations.map(operation => (
              <li key={operation.name}>
                <button
                  type="button"
                  class="menu-item"
                  data-operation={operation.name}
                  onClick={() => playground.openReady(operation).then(onOpen)}
                >
                  <strong>{operation.name}</strong> <span>{operation.title}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** The tabs: each shows whether its operation is running. */
import { useEffect, useRef } from 'preact/hooks';
import type { Playground } from './playground.js';
import { isRunning } from './tabs.js';

/** All tabs, and a button for a new one. */
export function TabStrip({ playground }: { readonly playground: Playground }) {
  const { all, active, show, close, open } = playground.tabs;
  const strip = useRef<HTMLDivElement>(null);
  const activeId = active.value.id;
  useEffect(() => {
    strip.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeId]);
  return (
    <div class="tabs" ref={strip}>
      <ul>
        {all.value.map(tab => (
          <li key={tab.id} class={tab === active.value ? 'tab active' : 'tab'}>
            <button
              type="button"
              class="tab-name"
              aria-current={tab === active.value ? 'true' : undefined}
              onClick={() => show(tab)}
            >
              {isRunning(tab) ? <span class="running" role="img" aria-label="Running" /> : null}
              {tab.name.value}
            </button>
            <button
              type="button"
              class="tab-close"
              aria-label={`Close ${tab.name.value}`}
              onClick={() => close(tab)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="tab-new" aria-label="New tab" onClick={() => open('', '')}>
        +
      </button>
    </div>
  );
}

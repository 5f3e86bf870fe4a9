import { type ComponentType, type FunctionComponent, useEffect, useState } from 'react';

const loads = new Set<() => void>();

/** A part that is shown over or next to others on request. Its script is not part of the first screen. */
export function lazyLayer<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): FunctionComponent<Props> {
  let component: ComponentType<Props> | null = null;
  let loading: Promise<void> | null = null;
  const begin = () => {
    loading ??= load().then(
      loaded => {
        component = loaded;
      },
      // Without a connection: the next opening tries again.
      () => {
        loading = null;
      },
    );
    return loading;
  };
  loads.add(() => void begin());
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each layer, outside of components
  return function LazyLayer(props: Props) {
    const [, setLoaded] = useState(component !== null);
    useEffect(() => {
      if (component === null) void begin().then(() => setLoaded(component !== null));
    }, []);
    const Component = component;
    // Once it is loaded there is nothing to wait for: it opens with the key.
    return Component === null ? null : <Component {...props} />;
  };
}

/** Loads all layers, so that they open at once, also without a connection. For when the first screen is shown. */
export function loadLayers(): void {
  const loadAll = () => {
    for (const load of loads) load();
  };
  if ('requestIdleCallback' in window) requestIdleCallback(loadAll, { timeout: 1_000 });
  else setTimeout(loadAll, 200);
}

import { type CSSProperties, type KeyboardEvent, type PointerEvent, useState } from 'react';
import { t } from '../i18n/index.js';

const storageKey = 'trunkline-list-width';
const [minPx, maxPx, stepPx] = [280, 480, 16];
/** What the style sheet gives at 1280 px. */
const usualPx = 360;

const clamp = (px: number): number => Math.round(Math.min(maxPx, Math.max(minPx, px)));

/** The width of the list, kept on this device; null while it was not changed. */
export function useListWidth() {
  const [width, setWidth] = useState<number | null>(() => {
    const kept = Number(localStorage.getItem(storageKey));
    return kept > 0 ? clamp(kept) : null;
  });
  return {
    width,
    style: (width === null ? {} : { '--list-width': `${width}px` }) as CSSProperties,
    resize: (px: number) => {
      const next = clamp(px);
      localStorage.setItem(storageKey, String(next));
      setWidth(next);
    },
  };
}

/** Properties of `ListResizer`. */
export interface ListResizerProps {
  readonly width: number | null;
  readonly onResize: (px: number) => void;
}

/** The edge between list and thread: dragged, or moved with the arrows. */
export function ListResizer({ width, onResize }: ListResizerProps) {
  const now = width ?? usualPx;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = {
      ...{ ArrowLeft: now - stepPx, ArrowRight: now + stepPx, Home: minPx, End: maxPx },
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onResize(next);
  };
  const onPointerMove = ({ currentTarget, pointerId, clientX }: PointerEvent<HTMLElement>) => {
    if (!currentTarget.hasPointerCapture(pointerId)) return;
    onResize(clientX - (currentTarget.parentElement?.getBoundingClientRect().left ?? 0));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: hr cannot be focused or moved
    <div
      className="resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label={t('listWidth')}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      aria-valuenow={now}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
    />
  );
}

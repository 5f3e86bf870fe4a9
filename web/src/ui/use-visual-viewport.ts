import { useEffect } from 'react';

/**
 * Keeps the page above the keyboard of the screen, which covers it on some phones: its height is the part that can be
 * seen. While the page is enlarged by the fingers nothing is changed.
 */
export function useVisualViewport(): void {
  useEffect(() => {
    const { visualViewport: seen } = window;
    if (!seen) return;
    const { style } = document.documentElement;
    const fit = () => {
      if (seen.scale > 1.01) return;
      const isCovered = seen.height < window.innerHeight - 1;
      if (isCovered) style.setProperty('--visible-height', `${Math.round(seen.height)}px`);
      else style.removeProperty('--visible-height');
      // Some browsers scroll the page to the field, which is in view already.
      if (isCovered && seen.offsetTop > 0) window.scrollTo(0, 0);
    };
    fit();
    seen.addEventListener('resize', fit);
    seen.addEventListener('scroll', fit);
    return () => {
      seen.removeEventListener('resize', fit);
      seen.removeEventListener('scroll', fit);
      style.removeProperty('--visible-height');
    };
  }, []);
}

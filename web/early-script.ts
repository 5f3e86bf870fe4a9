import type { Plugin } from 'vite';

/** Name of the file of what is begun before the application is there. */
export const earlyName = 'early';

/** Executes that file as soon as it is there. The application imports it too, and finds it executed. */
export function earlyScript(): Plugin {
  return {
    name: 'early-script',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        // None in development.
        if (bundle === undefined) return html;
        const chunk = Object.values(bundle).find(file => file.type === 'chunk' && file.name === earlyName);
        const application = html.indexOf('<script type="module"');
        if (!chunk || application === -1) throw new Error('The page has no early script.');
        const script = `<script type="module" async crossorigin src="/inbox/${chunk.fileName}"></script>\n    `;
        const preload = new RegExp(`\\s*<link rel="modulepreload"[^>]*${chunk.fileName}"[^>]*>`);
        return `${html.slice(0, application)}${script}${html.slice(application).replace(preload, '')}`;
      },
    },
  };
}

/** Starts Swagger UI over the OpenAPI document of this server. */

interface PageConfig {
  /** Address of the document. */
  readonly document: string;
  /** The example of signing in; null outside the demo. */
  readonly demoLogin: { readonly email: string; readonly password: string } | null;
}

interface SwaggerUI {
  preauthorizeApiKey(scheme: string, value: string): unknown;
}

declare const SwaggerUIBundle: {
  (options: Readonly<Record<string, unknown>>): SwaggerUI;
  readonly presets: { readonly apis: unknown };
};

const { document: documentPath, demoLogin }: PageConfig = JSON.parse(
  document.getElementById('page-config')?.textContent ?? '{}',
);
const loginPath = '/auth/login';

const specification = await (await fetch(documentPath)).json();
if (demoLogin) {
  specification.paths[loginPath].post.requestBody.content['application/json'].example = demoLogin;
}
const ui = SwaggerUIBundle({
  spec: specification,
  dom_id: '#rest-docs',
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  deepLinking: true,
  // It would ask a server on the internet whether the document is valid.
  validatorUrl: null,
  /** A login that is tried out here is used for the other routes too. */
  responseInterceptor: (response: { readonly url: string; readonly ok: boolean; readonly text: string }) => {
    if (response.ok && new URL(response.url, location.href).pathname === loginPath)
      ui.preauthorizeApiKey('bearer', JSON.parse(response.text).accessToken);
    return response;
  },
});

export {};

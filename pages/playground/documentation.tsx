/** The documentation of the schema: types and fields with their descriptions, found by name. */
import { useSignal } from '@preact/signals';
import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  print,
} from 'graphql';
import type { ComponentChildren } from 'preact';
import { isNarrowWindow } from './narrow-window.js';
import type { Playground } from './playground.js';
import { sketchOperation } from './sketch-operation.js';

const maxFound = 60;

/** A panel that is closed by its button. */
export function Documentation({ playground }: { readonly playground: Playground }) {
  const { schema, documentation } = playground;
  const search = useSignal('');
  const place = documentation.value;
  if (place === null) return null;
  const loaded = schema.schema.value;
  const go = (next: string): void => {
    search.value = '';
    documentation.value = next;
  };
  return (
    <aside class="documentation" aria-label="Documentation">
      <header>
        <input
          type="search"
          placeholder="Find a type or field"
          aria-label="Find a type or field"
          value={search.value}
          onInput={event => {
            search.value = event.currentTarget.value;
          }}
        />
        <button
          type="button"
          aria-label="Close documentation"
          onClick={() => {
            documentation.value = null;
          }}
        >
          ×
        </button>
      </header>
      {loaded === null ? (
        <Missing problem={schema.problem.value} reload={schema.load} />
      ) : (
        <div class="documentation-body">
          {search.value.trim() === '' ? (
            <Entry playground={playground} schema={loaded} place={place} go={go} />
          ) : (
            <Found schema={loaded} text={search.value.trim().toLowerCase()} go={go} />
          )}
        </div>
      )}
    </aside>
  );
}

function Missing({ problem, reload }: { readonly problem: string | null; readonly reload: () => void }) {
  if (problem === null) return <p class="hint">The schema is being loaded…</p>;
  return (
    <p class="hint">
      The schema cannot be read: {problem}{' '}
      <button type="button" onClick={reload}>
        Try again
      </button>
    </p>
  );
}

interface Navigation {
  readonly go: (place: string) => void;
}

function Found({ schema, text, go }: Navigation & { readonly schema: GraphQLSchema; readonly text: string }) {
  const places = Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap(type => [
      ...(type.name.toLowerCase().includes(text) ? [type.name] : []),
      ...fieldsOf(type)
        .filter(({ name }) => name.toLowerCase().includes(text))
        .map(({ name }) => `${type.name}.${name}`),
    ])
    .sort((a, b) => a.length - b.length);
  if (places.length === 0) return <p class="hint">Nothing in the schema has this name.</p>;
  return (
    <ul class="found">
      {places.slice(0, maxFound).map(place => (
        <li key={place}>
          <Link place={place} go={go}>
            {place}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Entry({
  playground,
  schema,
  place,
  go,
}: Navigation & {
  readonly playground: Playground;
  readonly schema: GraphQLSchema;
  readonly place: string;
}) {
  const [typeName = '', fieldName] = place.split('.');
  const type = schema.getType(typeName);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
    root => root != null,
  );
  return (
    <>
      <p class="roots">
        {roots.map(({ name }) => (
          <Link key={name} place={name} go={go}>
            {name}
          </Link>
        ))}
      </p>
      {type ? (
        <TypeEntry playground={playground} schema={schema} type={type} fieldName={fieldName} go={go} />
      ) : (
        <p class="hint">There is no type {typeName}.</p>
      )}
    </>
  );
}

function TypeEntry({
  playground,
  schema,
  type,
  fieldName,
  go,
}: Navigation & {
  readonly playground: Playground;
  readonly schema: GraphQLSchema;
  readonly type: GraphQLNamedType;
  readonly fieldName: string | undefined;
}) {
  const isRoot = [schema.getMutationType(), schema.getQueryType(), schema.getSubscriptionType()].some(
    root => root === type,
  );
  const fields = fieldsOf(type).filter(({ name }) => fieldName === undefined || name === fieldName);
  const members = isUnionType(type) || isInterfaceType(type) ? schema.getPossibleTypes(type) : [];
  return (
    <>
      <h2>
        {fieldName === undefined ? (
          type.name
        ) : (
          <Link place={type.name} go={go}>
            {type.name}
          </Link>
        )}
      </h2>
      {fieldName === undefined ? <p>{type.description}</p> : null}
      {members.length > 0 ? (
        <p>
          One of{' '}
          {members.map(member => (
            <span key={member.name}>
              <TypeLink type={member} go={go} />{' '}
            </span>
          ))}
        </p>
      ) : null}
      <dl>
        {fields.map(field => (
          <Field key={field.name} field={field} go={go}>
            {isRoot ? (
              <button
                type="button"
                class="try"
                onClick={() => {
                  const { document, variables } = sketchOperation(schema, type.name, field.name);
                  playground.tabs.open(document, variables);
                  if (isNarrowWindow()) playground.documentation.value = null;
                }}
              >
                Open in a tab
              </button>
            ) : null}
          </Field>
        ))}
        {isEnumType(type)
          ? type.getValues().map(({ name, description }) => (
              <div key={name}>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>{description}</dd>
              </div>
            ))
          : null}
      </dl>
    </>
  );
}

type AnyField = GraphQLField<unknown, unknown> | GraphQLInputField;

function Field({
  field,
  go,
  children,
}: Navigation & { readonly field: AnyField; readonly children?: ComponentChildren }) {
  const args: readonly GraphQLArgument[] = 'args' in field ? field.args : [];
  return (
    <div>
      <dt>
        <code>
          <strong>{field.name}</strong>: <TypeLink type={field.type} go={go} />
        </code>
        {children}
      </dt>
      <dd>
        {field.description}
        {field.deprecationReason ? <em> Deprecated: {field.deprecationReason}</em> : null}
        {args.length > 0 ? (
          <ul class="arguments">
            {args.map(arg => (
              <li key={arg.name}>
                <code>
                  {arg.name}: <TypeLink type={arg.type} go={go} />
                  {defaultOf(arg)}
                </code>{' '}
                {arg.description}
              </li>
            ))}
          </ul>
        ) : null}
      </dd>
    </div>
  );
}

function defaultOf({ defaultValue, type }: GraphQLArgument): string {
  if (defaultValue === undefined) return '';
  const value = astFromValue(defaultValue, type);
  return value ? ` = ${print(value)}` : '';
}

function TypeLink({ type, go }: Navigation & { readonly type: GraphQLType }) {
  const { name } = getNamedType(type);
  const [before = '', after = ''] = String(type).split(name);
  return (
    <>
      {before}
      <Link place={name} go={go}>
        {name}
      </Link>
      {after}
    </>
  );
}

function Link({
  place,
  go,
  children,
}: Navigation & { readonly place: string; readonly children: ComponentChildren }) {
  return (
    <button type="button" class="link" onClick={() => go(place)}>
      {children}
    </button>
  );
}

function fieldsOf(type: GraphQLNamedType): readonly AnyField[] {
  return isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
    ? Object.values(type.getFields()).sort((a, b) => a.name.localeCompare(b.name))
    : [];
}

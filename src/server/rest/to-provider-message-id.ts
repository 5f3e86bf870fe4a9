const keyWithChat = /^([^/]+)\/[^/]+@[\w.-]+$/;

/**
 * The provider's own id of a message, out of what it is told apart by. Green API's ids are unique in a chat only, so
 * what people send is kept as `<idMessage>/<chatId>`; the guides show `idMessage` alone.
 * @returns null while the provider gave none
 */
export function toProviderMessageId(externalId: string | null): string | null {
  return externalId === null ? null : (keyWithChat.exec(externalId)?.[1] ?? externalId);
}

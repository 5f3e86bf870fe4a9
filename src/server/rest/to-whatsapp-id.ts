const phoneAddress = /^(?:whatsapp:)?\+?(\d+)(?:@s\.whatsapp\.net)?$/;

/**
 * A contact's address in WhatsApp's own format (`wa_id`): the digits of the phone, such as 79991234567.
 * @param canonical the identity's canonical form; one without a phone (`…@lid`, a user id) is returned unchanged
 */
export function toWhatsAppId(canonical: string): string {
  return phoneAddress.exec(canonical)?.[1] ?? canonical;
}

const phoneAddress = /^(?:whatsapp:)?\+?(\d+)(?:@s\.whatsapp\.net)?$/;

/**
 * A person's address as WhatsApp itself writes it (`wa_id`): the digits of the phone, such as 79991234567.
 * @param canonical the identity's canonical form; one that holds no phone (`…@lid`, a user id) is answered as it is
 */
export function toWhatsAppId(canonical: string): string {
  return phoneAddress.exec(canonical)?.[1] ?? canonical;
}

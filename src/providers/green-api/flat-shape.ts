/**
 * Converts the set-up guide's flat `data` to the documented shape (docs/providers/green-api.md, "The guide's flat
 * body"). Green API never sends it; integrators who follow the guide's curl line do.
 */
import { isTree, type Tree, toTree } from '../json/json-value.js';

/** The notification in the documented shape; returned unchanged if it already has that shape. */
export function toDocumented(body: Tree): Tree {
  const { data } = body;
  if (!isTree(data) || isTree(body.messageData) || isTree(body.senderData)) return body;
  const { chatId, sender, senderId, senderName, chatName, textMessage, ...rest } = data;
  return {
    ...body,
    instanceData: body.instanceData ?? data.instanceData,
    idMessage: body.idMessage ?? data.idMessage,
    timestamp: body.timestamp ?? data.timestamp,
    chatId: body.chatId ?? chatId,
    status: body.status ?? data.status,
    senderData: { chatId: chatId ?? senderId ?? sender, sender: senderId ?? sender, senderName, chatName },
    messageData: {
      ...rest,
      typeMessage: data.typeMessage ?? (textMessage === undefined ? undefined : 'textMessage'),
      textMessageData: isTree(data.textMessageData) ? data.textMessageData : { textMessage },
      extendedTextMessageData: { text: textMessage, ...toTree(data.extendedTextMessageData) },
      fileMessageData: { ...data, ...toTree(data.fileMessageData) },
    },
  };
}

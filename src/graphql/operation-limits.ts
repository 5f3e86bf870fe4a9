/** Limits of one document. */
export interface OperationLimits {
  readonly maxLength: number;
  readonly maxTokens: number;
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxCost: number;
}

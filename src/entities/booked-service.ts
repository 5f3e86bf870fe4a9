/** A service of a booking; stored within the booking's row. */
export interface BookedService {
  /** The booking system's id of the service. */
  readonly externalId: string | null;
  readonly title: string;
  /** Price after discounts, in the currency of the branch. */
  readonly cost: number | null;
  /** Price without discounts. */
  readonly firstCost: number | null;
  /** In percent. */
  readonly discount: number | null;
}

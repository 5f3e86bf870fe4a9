/** What the other pages are built from. */

export { ChoicesField } from './choices-field.js';
export { ConfirmButton } from './confirm-button.js';
export { CopyField } from './copy-field.js';
export { type Column, DataTable } from './data-table.js';
export { EntryList } from './entry-list.js';
export { EntryName } from './entry-name.js';
export { Facts, Section } from './facts.js';
export { FaultBox } from './fault-box.js';
export { CheckField, SelectField, TextField } from './fields.js';
export { FilterBar, FilterText } from './filter-bar.js';
export { ForgetsErased } from './forgets-erased.js';
export { Form } from './form.js';
export { Moment } from './moment.js';
export { Empty, Page } from './page.js';
export { providerNames, sourceNames } from './provider-names.js';
export { saveFile } from './save-file.js';
export { SubNav } from './sub-nav.js';
export { toDevice } from './to-device.js';
export { type Fault, networkFault, toFault } from './to-fault.js';
export { toLines } from './to-lines.js';
export { type UploadOptions, uploadFile } from './upload-file.js';
export { type Change, useChange } from './use-change.js';
export { type DataState, useData } from './use-data.js';
export { type ListPage, type ListState, useList } from './use-list.js';
export { useLiveReload } from './use-live-reload.js';
export { type QueryFilters, useQueryFilters } from './use-query-filters.js';
export { useRows } from './use-rows.js';

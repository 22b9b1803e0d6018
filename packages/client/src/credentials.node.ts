export { fromProfile, type ProfileOptions } from './credentials/profile.ts'

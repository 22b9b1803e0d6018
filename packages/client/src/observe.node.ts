export { channelNames, diagnosticsChannel } from './observe/diagnostics-channel.ts'

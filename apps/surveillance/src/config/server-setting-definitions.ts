import { integer, list, optionalText, text, type SettingDefinitions } from '@genesis/settings';
import { type Settings } from './settings.js';

/** Where the service listens, and who may call it. */
type ServerSettings = Pick<Settings, 'host' | 'port' | 'adminToken' | 'corsOrigins' | 'shutdownGraceMs'>;

/** A part of setting-definitions.ts. */
export const SERVER_SETTING_DEFINITIONS: SettingDefinitions<ServerSettings> = {
  host: text({
    env: 'HOST',
    default: '127.0.0.1',
    shape: /^[A-Za-z0-9.:_-]{1,253}$/,
    allowed: 'a host name or an IP address',
    description:
      'Address to listen on. Loopback keeps the service to this machine, and requests must name it so in their ' +
      'header Host; 0.0.0.0 opens it to the network, ' +
      'and then calls that change something need ADMIN_TOKEN.',
  }),
  port: integer({
    env: 'PORT',
    unit: 'TCP port',
    default: 8000,
    min: 0,
    max: 65535,
    description: 'Port of HTTP, Socket.IO and /ws; 0 lets the system pick one.',
  }),
  adminToken: optionalText({
    env: 'ADMIN_TOKEN',
    default: null,
    shape: /^[\x21-\x7e]{16,256}$/,
    allowed: '16 to 256 printable characters without blanks',
    secret: true,
    description:
      'Bearer token for the calls that change something: pause, resume, speed, seek and step of the replay, and what ' +
      'an analyst does with an alert (acknowledge, escalate, close, assign, notes), and settings of detectors. ' +
      'Without one they are answered only to this machine, not through a proxy, and only while HOST is loopback.',
  }),
  corsOrigins: list({
    env: 'CORS_ORIGINS',
    default: [],
    separator: /,/,
    shape: /^https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/,
    allowed: 'origins such as https://desk.example:8443, separated by commas',
    description: 'Web pages of other origins that may call the API and the sockets. Empty: none.',
  }),
  shutdownGraceMs: integer({
    env: 'SHUTDOWN_GRACE_MS',
    unit: 'ms',
    default: 500,
    min: 0,
    max: 60_000,
    description: 'How long open HTTP requests may take to end after SIGTERM before they are cut off.',
  }),
};

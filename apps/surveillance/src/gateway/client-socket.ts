import { type ClientToServerEvents, type ServerToClientEvents } from '@genesis/contracts';
import { type Server, type Socket } from 'socket.io';

export type ClientServer = Server<ClientToServerEvents, ServerToClientEvents>;
export type ClientSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

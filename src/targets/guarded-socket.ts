import { Socket } from 'node:net';
import type { MakeSocket } from './client.ts';
import { TargetFailure } from './failure.ts';
import { type AddressRule, guardedLookup, isRefusedLiteral } from './guard.ts';
import { isAllowed, isWithin, type Networks } from './networks.ts';

/**
 * Sockets for the driver of databases, which connect to public addresses and to these networks only.
 * @param isPlain whether what is sent is readable on the way: then these networks only.
 */
export function guardedSocket(networks: Networks, isPlain = false): MakeSocket {
  const rule: AddressRule = (address) => (isPlain ? isWithin : isAllowed)(address, networks);
  const lookup = guardedLookup(rule, notAllowed);
  return () => {
    const socket = new Socket();
    const connect = socket.connect.bind(socket);
    return Object.assign(socket, {
      // Called by the driver with a port and a host, or with the path of a socket of the system.
      connect(port: number | string, host?: string): Socket {
        if (typeof port !== 'number' || host === undefined || isRefusedLiteral(host, rule)) {
          return socket.destroy(notAllowed());
        }
        return connect({ port, host, lookup });
      },
    });
  };
}

function notAllowed(): TargetFailure {
  return new TargetFailure(
    'ADDRESS_NOT_ALLOWED',
    'the host is in a network that this gateway does not connect to: its operator can allow it with ROWMILL_TARGET_NETWORKS',
  );
}

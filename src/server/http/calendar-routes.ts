/** Calendar files of bookings, behind signed links that only the booking's customer received. */
import type { FastifyInstance } from 'fastify';
import { type CalendarFiles, calendarPath } from '../../bookings/calendar-file.js';
import { NotFoundError } from '../../domain/errors.js';

/** Registers `GET /calendar/<booking>.<mac>.ics`. */
export function registerCalendarRoutes(app: FastifyInstance, files: CalendarFiles): void {
  app.get<{ Params: { name: string } }>(`${calendarPath}/:name`, async (request, reply) => {
    const file = await files.read(request.params.name);
    if (file === null) throw new NotFoundError('calendar file', request.params.name.slice(0, 40));
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="booking.ics"')
      .header('cache-control', 'no-store')
      .send(file);
  });
}

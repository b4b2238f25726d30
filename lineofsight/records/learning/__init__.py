"""Courses, who must take them and who did: bookings, attendance, what people said before and after."""

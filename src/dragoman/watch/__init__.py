"""Watching: folders and feeds are read again and again, and what is new between states is told."""

from dragoman.watch.channels import Channel, Printed, channel
from dragoman.watch.delivery import DeliveryError
from dragoman.watch.rounds import Watch, round_of

__all__ = ["Channel", "DeliveryError", "Printed", "Watch", "channel", "round_of"]

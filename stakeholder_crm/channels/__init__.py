"""The ways by which a machine can send a thank-you: one file a channel, found through a hook.

Another app adds one in its hooks.py, by the name of the channel as contact points have it:

    thank_you_channels = {"WhatsApp": "their_app.whatsapp.WhatsAppChannel"}

The class is made without arguments, once a run, and keeps to ``channel.Channel``. A channel that is
on nobody's list, or not set up, is a person's task.
"""

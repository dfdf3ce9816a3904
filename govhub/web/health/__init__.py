"""Is the portal alive, and can it do its work?"""
